// error: E0277
// found in: src/generated/acme_disk.rs
// Each class of the spec has code of the provider behind it.
