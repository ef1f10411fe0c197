"""Writes the graph behind :class:`parley.models.runtime.Product`: one product of two matrices.

    python -m training.product

Needs the ``onnx`` package, as the other exports of ``training`` do.
"""

from __future__ import annotations

from onnx import TensorProto, helper, save

from parley.models.runtime import PRODUCT

OPSET, IR_VERSION = 17, 8


def main() -> None:
    """Write the graph: z = x yᵀ."""
    sizes = {"x": ["rows", "inner"], "y": ["columns", "inner"], "z": ["rows", "columns"]}
    x, y, z = (
        helper.make_tensor_value_info(name, TensorProto.FLOAT, size) for name, size in sizes.items()
    )
    node = helper.make_node("Gemm", ["x", "y"], ["z"], transB=1)
    graph = helper.make_graph([node], "product", [x, y], [z])
    opset = helper.make_opsetid("", OPSET)
    save(helper.make_model(graph, opset_imports=[opset], ir_version=IR_VERSION), str(PRODUCT))


if __name__ == "__main__":
    main()
