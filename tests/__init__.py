"""The test suite of gongkai; its folders mirror those of generator/."""
