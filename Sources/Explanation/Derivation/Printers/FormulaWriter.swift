// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// A way to put formulas on paper: what ``ExpressionPrinter`` builds them from.
protocol FormulaWriter {
  /// A part of a formula.
  associatedtype Piece

  /// Whether fractions stand one above the other, so that their parts need no parentheses.
  var stacksFractions: Bool { get }

  func number(_ number: Double) -> Piece
  func name(_ name: String) -> Piece
  func literal(_ elements: [Double], _ shape: Shape) -> Piece
  func ones(_ shape: Shape) -> Piece
  func identity(_ order: Int) -> Piece
  func parenthesized(_ piece: Piece) -> Piece
  /// Terms with the signs before them; `true` for a minus.
  func sum(_ terms: [(isNegative: Bool, Piece)]) -> Piece
  /// Factors that stand beside each other.
  func juxtaposed(_ factors: [Piece]) -> Piece
  /// Factors of an elementwise product.
  func elementwise(_ factors: [Piece]) -> Piece
  func dot(_ a: Piece, _ b: Piece) -> Piece
  func fraction(_ numerator: Piece, _ denominator: Piece) -> Piece
  func power(_ base: Piece, _ exponent: Piece, whole: Int?) -> Piece
  func transpose(_ piece: Piece) -> Piece
  /// A sum over axes; over all where they are `nil`.
  func total(_ axes: [Int]?, _ piece: Piece) -> Piece
  func element(_ piece: Piece, _ positions: [Int]) -> Piece
  func slice(_ piece: Piece, _ ranges: [Range<Int>]) -> Piece
  func comparison(_ a: Piece, _ relation: Expression.Relation, _ b: Piece) -> Piece
  func call(_ name: String, _ operands: [Piece], _ attributes: [Operation.Attribute]) -> Piece
}
