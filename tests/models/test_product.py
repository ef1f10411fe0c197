"""The product of matrices: right, and each row by itself."""

import numpy as np
import pytest

from parley.models.runtime import Product


@pytest.mark.parametrize("shape", [(288, 288), (384, 288), (96, 50), (64, 1024), (3, 1)])
def test_a_row_comes_out_the_same_whatever_stands_around_it(shape: tuple[int, int]) -> None:
    inner, columns = shape
    rng = np.random.default_rng(5)
    x, y = (rng.standard_normal((n, inner)).astype(np.float32) for n in (300, columns))
    product = Product()
    whole = product(x, y)
    np.testing.assert_allclose(whole, x @ y.T, atol=1e-3)
    for first, last in ((0, 1), (7, 8), (7, 9), (25, 40), (100, 299), (299, 300)):
        np.testing.assert_array_equal(product(x[first:last], y), whole[first:last])
