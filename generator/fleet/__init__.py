"""Build many portals as independent jobs of an executor: processes here, or the workers of a Dask cluster."""
