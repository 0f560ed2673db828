#pragma once
// The program with its window, from the command line to its end.

namespace examhall::window {

/// The exit status.
int run_window(int argc, char** argv);

}  // namespace examhall::window
