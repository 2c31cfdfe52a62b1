// SPDX-License-Identifier: Apache-2.0
internal import Testing

@testable internal import playground

@Suite("command lines")
struct ArgumentsTests {
  static let seed = Option("seed", letter: "s", value: "N", "")
  static let options: [Option] = [seed, .quiet, .json]

  @Test(
    "the spellings of an option with a value",
    arguments: [
      ["--seed", "7"], ["--seed=7"], ["-s", "7"], ["-qs", "7"], ["--seed=1", "--seed=7"],
      ["--seed", "7", "--"],
    ])
  func value(words: [String]) throws {
    #expect(try Arguments(words, options: Self.options).integer(Self.seed, in: 0...9) == 7)
  }

  @Test func `flags are found where they are given`() throws {
    let arguments = try Arguments(["-q", "--json"], options: Self.options)
    #expect(arguments.contains(.quiet) && arguments.contains(.json) && !arguments.contains(Self.seed))
    #expect(try arguments.integer(Self.seed, in: 0...9) == nil)
  }

  @Test func `words after two dashes are operands`() throws {
    let arguments = try Arguments(["a", "-", "--", "--json", "-q"], options: Self.options)
    #expect(arguments.operands == ["a", "-", "--json", "-q"])
    #expect(!arguments.contains(.json))
  }

  @Test(
    "what is not understood, and the message",
    arguments: [
      (["--sed", "1"], "unknown option '--sed'; did you mean '--seed'?"),
      (["--jsno"], "unknown option '--jsno'; did you mean '--json'?"),
      (["--verbose"], "unknown option '--verbose'"),
      (["-x"], "unknown option '-x'"),
      (["--seed"], "--seed needs a value: --seed N"),
      (["--quiet=3"], "--quiet takes no value, but '3' is given"),
      (["--seed", "ten"], "--seed takes a whole number from 0 to 9, not 'ten'"),
      (["--seed=10"], "--seed takes a whole number from 0 to 9, not '10'"),
      (["--seed", "--json"], "--seed takes a whole number from 0 to 9, not '--json'"),
      (["--seed="], "--seed takes a whole number from 0 to 9, not ''"),
      (["extra"], "unexpected argument 'extra'"),
    ])
  func mistake(words: [String], message: String) throws {
    let error = #expect(throws: UsageError.self) {
      let arguments = try Arguments(words, options: Self.options)
      try arguments.allowOperands(0)
      _ = try arguments.integer(Self.seed, in: 0...9)
    }
    #expect(error?.description == message)
  }

  @Test(
    "edit distances",
    arguments: [
      ("", "", 0), ("abc", "", 3), ("kitten", "sitting", 3), ("ab", "ba", 1), ("spirals", "spirlas", 1),
    ])
  func editDistance(a: String, b: String, edits: Int) {
    #expect(a.editDistance(to: b) == edits)
    #expect(b.editDistance(to: a) == edits)
  }
}
