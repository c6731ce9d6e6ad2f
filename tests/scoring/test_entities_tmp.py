from hypothesis import given, settings
from hypothesis import strategies as st
from .search import layer_pairs
from .checks import agree
import pytest
@pytest.mark.parametrize("layer",["entities","attributions","claims","boilerplate"])
@settings(max_examples=400,deadline=None)
@given(data=st.data())
def test_all(layer,data):
    agree(*data.draw(layer_pairs(layer)),layer)
