"""What people of the tests act on: wires, servers, stores and a carrier, real or standing in."""
