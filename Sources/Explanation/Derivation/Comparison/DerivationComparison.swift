// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// What a user's formulas for derivatives have right, and what they miss.
public struct DerivationComparison: Sendable, CustomStringConvertible {
  /// What became of a part of a derivative, or of a term of the user's formula.
  public enum Finding: Hashable, Sendable {
    /// The part is there.
    case right(String, path: String)
    /// The part is missing.
    case missing(String, path: String)
    /// The part is there, times a number that does not belong to it.
    case factor(Double, String, path: String)
    /// The part is there, times a quantity that does not belong to it, or divided by one that does.
    case stray(String, String, path: String)
    /// A term that is no part of the derivative.
    case extra(String)
  }

  /// The findings about one derivative.
  public struct Entry: Sendable {
    /// The input that the derivative is by.
    public let input: String
    /// The user's formula.
    public let given: String
    /// The right formula.
    public let derived: String
    /// The parts of the derivative in the order of the derivation, then what the user's formula has besides.
    public let findings: [Finding]
    /// The largest difference between the two at a random point, relative to the largest element.
    public let difference: Double

    /// Whether the formula is right.
    public var isRight: Bool {
      findings.allSatisfy { if case .right = $0 { true } else { false } }
    }
  }

  /// One for each formula, in the order in which they were given.
  public let entries: [Entry]

  /// Whether all formulas are right.
  public var isRight: Bool { entries.allSatisfy(\.isRight) }

  /// The findings as text: `✓` for what is right, `−` for what is missing, `+` for what does not belong there, `×` for
  /// what has a wrong factor.
  public var description: String { entries.map(\.description).joined(separator: "\n\n") }
}

extension DerivationComparison.Entry: CustomStringConvertible {
  /// The verdict, the user's formula, the right one, and the findings.
  public var description: String {
    let verdict =
      isRight ? "right" : "wrong, by \((difference * 100).text(significant: 3)) % of the largest element"
    let lines = ["∂/∂\(input): \(verdict)", "  given    \(given)", "  derived  \(derived)"]
    return (lines + findings.map { "  \($0)" }).joined(separator: "\n")
  }
}

extension DerivationComparison.Finding: CustomStringConvertible {
  /// One line.
  public var description: String {
    switch self {
    case .right(let part, let path): "✓ \(part)\(Self.through(path))"
    case .missing(let part, let path): "− missing: \(part)\(Self.through(path))"
    case .factor(let factor, let part, let path):
      "× \(factor.text(significant: 6)) times too much: \(part)\(Self.through(path))"
    case .stray(let quantity, let part, let path): "× with a stray \(quantity): \(part)\(Self.through(path))"
    case .extra(let term): "+ does not belong here: \(term)"
    }
  }

  private static func through(_ path: String) -> String { path.isEmpty ? "" : "   (through \(path))" }
}
