"""The shapes of the door that are not contracts: questions and answers of single routes."""
