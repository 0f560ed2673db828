// Catch2 within a QApplication that shows nothing.
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include <QApplication>

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication application{argc, argv};
  return Catch::Session().run(argc, argv);
}
