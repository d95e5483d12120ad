"""What staff have changed of what the line says: topics and words stopped, a notice. The pack stays as is."""
