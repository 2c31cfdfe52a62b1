// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import playground

@Suite("Command lines of all kinds")
struct CommandLineFuzzTests {
  private static let options = [
    Option("seed", value: "N", "a number"), Option("quick", letter: "q", "less"), Option("json", "as JSON"),
  ]

  @Test("are understood, or refused")
  func reading() throws {
    var fuzzer = Fuzzer(
      "command line",
      corpus: [
        "--seed 3 -q --json", "--seed=4 -- -q", "fit data.csv --quick", "-qq --seed -1", "help spirals",
      ])
    fuzzer.run { bytes in
      let words = String(decoding: bytes, as: UTF8.self).split(
        separator: " ", omittingEmptySubsequences: false)
      do throws(UsageError) {
        let arguments = try Arguments(words.map(String.init), options: Self.options)
        _ = try arguments.integer(Self.options[0], in: 0...9)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }
}
