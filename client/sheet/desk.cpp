#include "client/sheet/desk.hpp"

namespace examhall::sheet {

base::Instant Desk::server_time() const { return state().clock().server_time(now()); }

}  // namespace examhall::sheet
