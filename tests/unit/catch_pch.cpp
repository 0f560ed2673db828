// Gives the precompiled header that all test programs share a file to be compiled for.
