"""What travels between the server and the stage: frames one way, commands the other."""
