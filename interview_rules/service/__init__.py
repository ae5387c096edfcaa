"""What a front end asks for over a wire, from JSON to JSON, whatever carries it."""
