"""What a front end can ask for over any protocol: requests in JSON, and their answers."""
