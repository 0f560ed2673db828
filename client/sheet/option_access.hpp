#pragma once
// Tells a screen reader that the options of which only one can hold are radio buttons. Qt would call them
// check boxes, because they are not exclusive to Qt: an answer can be cleared. The window's thread.

namespace examhall::sheet {

/// For every RadioOption made from now on. May be called again.
void install_option_access();

}  // namespace examhall::sheet
