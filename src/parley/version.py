"""The version of the package: read here by the build, and by whoever has to name it."""

VERSION = "0.1.0"
