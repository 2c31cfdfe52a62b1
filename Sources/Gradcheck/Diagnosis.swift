// SPDX-License-Identifier: Apache-2.0

/// A simple mistake that explains why all derivatives by an input are as they are.
public enum Diagnosis: Hashable, Sendable, Codable, CustomStringConvertible {
  /// Each is this many times too small.
  case missingFactor(Double)
  /// Each has the wrong sign.
  case wrongSign
  /// All are 0, but the function depends on the input.
  case zero
  /// The function does not depend on the input, but not all are 0.
  case notZero
  /// Rows and columns are exchanged.
  case transposed

  /// What is wrong, and where to look.
  public var description: String {
    switch self {
    case .missingFactor(let factor):
      if let whole = Self.wholeNumber(factor) {
        "a factor \(whole) is missing: each entry should be \(whole) times as large"
      } else if let whole = Self.wholeNumber(1 / factor) {
        "a factor \(whole) too much: each entry should be \(whole) times smaller"
      } else {
        "each entry should be \(NumberText.significant(factor, digits: 7)) times as large"
      }
    case .wrongSign: "the sign is wrong in each entry"
    case .zero: "all zero, but the function depends on it: the path is cut, or its term is not added"
    case .notZero: "not zero, but the function does not depend on it here"
    case .transposed: "transposed: rows and columns are exchanged"
    }
  }

  private static func wholeNumber(_ x: Double) -> Int? {
    let whole = x.rounded()
    guard whole.magnitude >= 2, whole.magnitude < 1e9, (x - whole).magnitude <= 1e-6 * whole.magnitude else {
      return nil
    }
    return Int(whole)
  }
}

extension Diagnosis {
  /// The pattern that fits all comparisons of an input, when some are bad.
  ///
  /// - Parameters:
  ///   - comparisons: For each output, the elements of the input in row-major order. Those at a kink are
  ///     `nil`.
  ///   - extents: Of the input; `nil` when not all elements were compared.
  init?(_ comparisons: [[Comparison?]], extents: [Int]?) {
    let known = comparisons.joined().compactMap { $0.flatMap(Pair.init) }
    guard known.count == comparisons.joined().count(where: { $0 != nil }),
      let largest = known.max(by: { $0.numeric.magnitude < $1.numeric.magnitude })
    else { return nil }

    if known.allSatisfy({ $0.numeric.magnitude <= $0.tolerance }) {
      self = .notZero
    } else if known.allSatisfy({ $0.analytic == 0 }) {
      self = .zero
    } else if known.allSatisfy({ $0.fits(-$0.analytic) }) {
      self = .wrongSign
    } else if largest.analytic != 0,
      known.allSatisfy({ $0.isWrongOrZero && $0.fits($0.analytic * largest.ratio) }),
      known.count(where: { $0.analytic != 0 }) > 2 || Self.isSimple(largest.ratio)
    {
      self = .missingFactor(largest.ratio)
    } else if let extents, extents.count == 2, extents.min() ?? 0 > 1,
      comparisons.allSatisfy({ Self.isTransposed($0, rows: extents[0], columns: extents[1]) })
    {
      self = .transposed
    } else {
      return nil
    }
  }

  /// A ratio that one or two entries suffice to believe in.
  private static func isSimple(_ ratio: Double) -> Bool {
    wholeNumber(ratio) != nil || wholeNumber(1 / ratio) != nil
  }

  /// Whether the entries are those of the transposed matrix, `[columns, rows]`, in row-major order.
  private static func isTransposed(_ row: [Comparison?], rows: Int, columns: Int) -> Bool {
    let pairs = row.map { $0.flatMap(Pair.init) }
    return pairs.indices.allSatisfy { place in
      let (i, j) = (place / columns, place % columns)
      guard let pair = pairs[place], let other = pairs[j * rows + i] else { return false }
      return pair.fits(other.analytic)
    }
  }

  private struct Pair {
    let analytic: Double
    let numeric: Double
    let tolerance: Double
    var ratio: Double { numeric / analytic }
    var isWrongOrZero: Bool { (analytic - numeric).magnitude > tolerance || numeric.magnitude <= tolerance }

    init?(_ comparison: Comparison) {
      guard let analytic = comparison.analytic, let numeric = comparison.numeric else { return nil }
      self.analytic = analytic
      self.numeric = numeric
      tolerance = comparison.tolerance
    }

    func fits(_ explained: Double) -> Bool {
      (explained - numeric).magnitude <= 4 * tolerance + 1e-7 * numeric.magnitude
    }
  }
}
