#pragma once
// The chart of the practice paper, drawn when it is asked for. Needs a QGuiApplication.
#include <QImage>

#include "base/text.hpp"

namespace examhall::window {

QImage draw_sales_chart(base::Language language);

}  // namespace examhall::window
