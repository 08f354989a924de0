"""How facts get in: records are read, become triples and nodes, and are loaded into stores."""
