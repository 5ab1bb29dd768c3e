"""What threads, connections and limits a server can carry. Pure: numbers in, numbers out."""
