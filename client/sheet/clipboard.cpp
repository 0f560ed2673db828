#include "client/sheet/clipboard.hpp"

namespace examhall::sheet {

QString& clipboard_of_paper() {
  static QString text;
  return text;
}

}  // namespace examhall::sheet
