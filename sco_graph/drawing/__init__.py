"""Pictures of the graph: what they show, where each thing stands, and the files they become."""
