# numbers
