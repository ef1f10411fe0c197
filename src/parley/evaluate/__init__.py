"""How good the components are: one scorer for each task, and the tasks that run them."""
