// SPDX-License-Identifier: Apache-2.0

/// A number that a benchmark measures, and what it should be.
struct Figure {
  enum Unit: String {
    case microseconds = " us"
    case milliseconds = " ms"
    case nanoseconds = " ns"
    case megabytes = " MB"
    case ratio = "x"
    case count = ""
  }

  enum Target {
    case atMost(Double)
    case atLeast(Double)
  }

  /// Its name in JSON, which says the unit.
  let member: String
  /// Its name in the table.
  let label: String
  let value: Double
  let unit: Unit
  let target: Target?

  init(_ member: String, _ label: String, _ value: Double, _ unit: Unit, _ target: Target? = nil) {
    self.member = member
    self.label = label
    self.value = value
    self.unit = unit
    self.target = target
  }

  /// Whether it is what it should be; `nil` when nothing is asked of it.
  var isMet: Bool? {
    switch target {
    case .atMost(let bound): value <= bound
    case .atLeast(let bound): value >= bound
    case nil: nil
    }
  }

  /// The value with its unit.
  var text: String { Self.digits(value) + unit.rawValue }

  /// What it should be: `<= 17 us`.
  var targetText: String {
    switch target {
    case .atMost(let bound): "<= " + Self.digits(bound, isBound: true) + unit.rawValue
    case .atLeast(let bound): ">= " + Self.digits(bound, isBound: true) + unit.rawValue
    case nil: ""
    }
  }

  /// Three digits or so; a bound with the digits that it has.
  private static func digits(_ value: Double, isBound: Bool = false) -> String {
    guard value.isFinite else { return "\(value)" }
    if value == value.rounded(), isBound || value == 0 { return value.fixed(0) }
    if isBound { return "\(value)" }
    return value.fixed(value.magnitude < 0.1 ? 4 : value.magnitude < 10 ? 2 : value.magnitude < 100 ? 1 : 0)
  }
}
