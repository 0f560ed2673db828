// A new site: configuration, certificates, keys, empty databases.
#include <fmt/format.h>

#include "base/file.hpp"
#include "examctl/commands.hpp"
#include "examctl/new_site.hpp"

namespace examhall::examctl {
namespace {

struct InitOptions {
  std::vector<std::string> hosts{"localhost", "127.0.0.1"};
  std::string listen = "0.0.0.0:8443", admin = "127.0.0.1:8444";
};

std::string room_file(const InitOptions& o, const base::PublicKey& key) {
  const std::string port = o.listen.substr(o.listen.rfind(':'));
  return fmt::format(
      "# 考场机房的客户端设置；连同 ca.pem 一起复制到每台考试机\n"
      "# Settings of a computer room's clients: copy this and ca.pem to every machine.\n"
      "server = \"{}{}\"\nca = \"ca.pem\"\nserver_key = \"{}\"\nmachine = \"\"\n",
      o.hosts.front(), port, base::to_base64(key));
}

void refuse_existing_site(const std::filesystem::path& folder) {
  if (!std::filesystem::exists(folder / "examhall.toml") && !std::filesystem::exists(folder / "data")) return;
  throw Stop{Exit::refused,
             "site_exists",
             {fmt::format("{} 中已有考试数据，不会覆盖；请换一个目录", folder.string()),
              fmt::format("{} holds a site already and is not overwritten; choose another folder",
                          folder.string())}};
}

void init(Site& site, const InitOptions& o) {
  const std::filesystem::path folder = site.folder();
  refuse_existing_site(folder);
  const base::PublicKey key = make_site_folder(folder, {.listen = o.listen, .admin = o.admin, .hosts = o.hosts});
  std::filesystem::create_directories(folder / "room");
  std::filesystem::copy_file(folder / "tls" / "ca.pem", folder / "room" / "ca.pem");
  base::write_file_atomically(folder / "room" / "room.toml", room_file(o, key));
  const std::string public_key = base::to_base64(key);
  site.console().say(
      {fmt::format("已建立考试目录 {}\n  配置     {}\n  数据     {}\n  机房设置 {}（复制到考试机）\n  "
                   "签名公钥 {}（请抄存，"
                   "核验证据时使用）\n下一步：examctl bank import，然后启动 examhall-server -c {}",
                   folder.string(), (folder / "examhall.toml").string(), (folder / "data").string(),
                   (folder / "room").string(), public_key, (folder / "examhall.toml").string()),
       fmt::format("site made in {}\n  configuration {}\n  data          {}\n  room settings {} (copy to the "
                   "exam machines)\n"
                   "  public key    {} (keep a copy elsewhere: evidence is verified with it)\n"
                   "next: examctl bank import, then start examhall-server -c {}",
                   folder.string(), (folder / "examhall.toml").string(), (folder / "data").string(),
                   (folder / "room").string(), public_key, (folder / "examhall.toml").string())});
  site.console().answer({{"folder", folder.string()}, {"public_key", public_key}});
}

}  // namespace

void add_init(CLI::App& app, const SiteMaker& site) {
  auto o = std::make_shared<InitOptions>();
  CLI::App* c = app.add_subcommand("init", "建立新的考试目录 / make a new site");
  c->add_option("--host", o->hosts, "服务器的域名与 IP / names and addresses of the server")
      ->capture_default_str();
  c->add_option("--listen", o->listen)->capture_default_str();
  c->add_option("--admin", o->admin)->capture_default_str();
  c->callback([site, o] { init(site(), *o); });
}

}  // namespace examhall::examctl
