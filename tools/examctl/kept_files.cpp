#include "examctl/kept_files.hpp"

#include <fmt/format.h>

#include "base/file.hpp"
#include "examctl/console.hpp"

namespace examhall::examctl {
namespace {

[[noreturn]] void bad_option(const char* option, const base::Text& text) {
  throw Stop{Exit::usage,
             "bad_value",
             {fmt::format("{}：{}", option, text.zh), fmt::format("{}: {}", option, text.en)}};
}

}  // namespace

std::optional<base::PublicKey> key_option(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto key = base::public_key_from_base64(text);
  if (!key) bad_option("--key", {"应为 32 字节公钥的 base64", "the base64 of 32 bytes is expected"});
  return key;
}

evidence::Kept kept_option(const std::string& text) {
  const std::size_t colon = text.find(':');
  const std::string seq = text.substr(0, colon);
  const auto link = colon == std::string::npos ? std::nullopt : base::digest_from_hex(text.substr(colon + 1));
  const bool digits =
      !seq.empty() && seq.size() < 19 && seq.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || !link)
    bad_option("--kept",
               {"应写成 序号:链值（64 位十六进制）", "write SEQ:LINK, the link in 64 hexadecimal digits"});
  return {std::stoull(seq), *link, false};
}

protocol::SignedReceipt receipt_option(const std::string& file) {
  const auto text = base::read_file(file, 1U << 20U);
  if (!text) bad_option("--receipt", text.error().text);
  const auto json = base::parse_json(*text, {.max_bytes = 1U << 20U});
  base::Problems problems;
  protocol::SignedReceipt out;
  if (json) {
    base::Fields fields{*json, {.file = file}, problems};
    out.text = fields.text("receipt", 65536);
    out.signature = fields.text("signature", 256);
    out.key = fields.text_or("key", 256, "");
  }
  if (!json || base::has_errors(problems))
    bad_option("--receipt", {file + " 不是回执文件", file + " is not a receipt"});
  return out;
}

std::vector<journal::SignedCheckpoint> checkpoint_option(const std::string& file) {
  const auto text = base::read_file(file, 64U << 20U);
  if (!text) bad_option("--checkpoint", text.error().text);
  std::vector<journal::SignedCheckpoint> out;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text->size();) {
    const std::size_t end = std::min(text->find('\n', at), text->size());
    const std::string_view line{text->data() + at, end - at};
    at = end + 1;
    ++number;
    if (line.find_first_not_of(" \r\t") == std::string_view::npos) continue;
    auto checkpoint = journal::signed_checkpoint_from_line(line);
    if (!checkpoint) {
      const base::Text& why = checkpoint.error().front().text;
      bad_option("--checkpoint", {fmt::format("{} 第 {} 行不是检查点：{}", file, number, why.zh),
                                  fmt::format("{}, line {}: not a checkpoint: {}", file, number, why.en)});
    }
    out.push_back(*std::move(checkpoint));
  }
  if (out.empty()) bad_option("--checkpoint", {file + " 中没有检查点", "there is no checkpoint in " + file});
  return out;
}

void add_kept_options(CLI::App& command, KeptOptions& o) {
  command.add_option("--key", o.key, "另行保存的服务器公钥 / the server's public key, kept elsewhere");
  command.add_option("--kept", o.kept, "另行保存的 序号:链值 / SEQ:LINK kept elsewhere");
  command.add_option("--receipt", o.receipts, "考生保存的回执文件 / receipts that candidates kept");
  command.add_option("--checkpoint", o.checkpoints,
                     "另行保存的检查点文件 / files of checkpoints kept elsewhere");
}

evidence::VerifyOptions verify_options(const KeptOptions& o) {
  evidence::VerifyOptions options;
  options.key = key_option(o.key);
  for (const std::string& k : o.kept) options.kept.push_back(kept_option(k));
  for (const std::string& r : o.receipts) options.receipts.push_back(receipt_option(r));
  for (const std::string& file : o.checkpoints) {
    for (const journal::SignedCheckpoint& c : checkpoint_option(file)) {
      if (options.key && !c.holds(*options.key)) {
        throw Stop{Exit::refused,
                   "checkpoint_not_signed",
                   {file + " 的签名不是该公钥所签", file + " is not signed by that key"}};
      }
      options.kept.push_back({c.checkpoint.seq, c.checkpoint.link, false});
    }
  }
  return options;
}

}  // namespace examhall::examctl
