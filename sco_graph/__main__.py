"""`python -m sco_graph` is the command `sco-graph`."""

from sco_graph.cli import main

if __name__ == "__main__":
    main()
