// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What an experiment found. What a program may want of it, it encodes; `Docs/experiments.schema.json` describes that.
protocol Findings: Encodable, Sendable {
  /// How the published claim fares, in two or three sentences that are made of the numbers.
  var verdict: VerdictBox { get }

  /// The published numbers beside these.
  var published: [PublishedNumber] { get }

  /// What must hold for the experiment to have worked.
  var facts: [Fact] { get }

  /// The tables of the terminal; the page shows them where it likes.
  func tables() throws -> [ReportTable]

  /// The page between the verdict and the published numbers. It must not hold what a clock measured, so that it is the
  /// same each time.
  func page() throws -> [Block]
}

/// A published number beside the one found here.
struct PublishedNumber: Encodable, Equatable {
  /// What the numbers are of.
  let quantity: String
  let published: String
  let found: String
  /// Why they differ, or agree.
  let difference: String

  init(_ quantity: String, published: String, found: String, _ difference: String) {
    (self.quantity, self.published, self.found, self.difference) = (quantity, published, found, difference)
  }
}

/// Something that must be so.
struct Fact: Encodable, Equatable {
  let statement: String
  let holds: Bool

  init(_ statement: String, _ holds: Bool) { (self.statement, self.holds) = (statement, holds) }
}

extension [PublishedNumber] {
  /// The numbers as a table; with their differences there is room for on a page.
  func table(explained: Bool) throws -> ReportTable {
    try ReportTable(
      ["quantity", "published", "found"] + (explained ? ["why"] : []),
      rows: map { [$0.quantity, $0.published, $0.found] + (explained ? [$0.difference] : []) },
      caption: explained ? "" : "published and found")
  }
}
