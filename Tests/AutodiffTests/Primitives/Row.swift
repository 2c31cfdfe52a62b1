// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@testable import Autodiff

/// One operation of the table that `PrimitiveTests` checks: what to record, where, and what comes out of it.
struct Row: Sendable, CustomTestStringConvertible {
  typealias Body = @Sendable ([Variable]) -> Variable
  typealias Oracle = @Sendable ([Tensor<Double>]) -> Tensor<Double>

  /// A point at which the value or a slope is decided by a rule, not by smoothness.
  struct Special: Sendable {
    let point: [Double]
    let value: Double
    let slopes: [Double]

    init(at point: Double..., value: Double, slopes: Double...) {
      self.point = point
      self.value = value
      self.slopes = slopes
    }
  }

  let name: String
  /// The primitive that the row is for.
  let primitive: any Primitive.Type
  let shapes: [Shape]
  /// Where each operand's elements are drawn from: the operation is smooth there, but for kinks between elements.
  let domains: [ClosedRange<Double>]
  /// Whether the slope is the derivative of the value; not so where the gradient is stopped.
  let hasTrueSlope: Bool
  let body: Body
  /// The value, computed by someone else.
  let oracle: Oracle
  /// The value as a function of corresponding elements, when the operation is elementwise.
  let function: (@Sendable ([Double]) -> Double)?
  let special: [Special]

  var testDescription: String { "\(name) \(shapes.map(\.description).joined(separator: " "))" }

  init(
    _ name: String, of primitive: any Primitive.Type, _ shapes: [Shape],
    in domain: ClosedRange<Double> = -2...2, hasTrueSlope: Bool = true, _ body: @escaping Body,
    oracle: @escaping Oracle
  ) {
    self.name = name
    self.primitive = primitive
    self.shapes = shapes
    domains = shapes.map { _ in domain }
    self.hasTrueSlope = hasTrueSlope
    self.body = body
    self.oracle = oracle
    function = nil
    special = []
  }

  private init(
    elementwise name: String, of primitive: any Primitive.Type, _ shapes: [Shape],
    in domains: [ClosedRange<Double>],
    hasTrueSlope: Bool, special: [Special], _ body: @escaping Body,
    _ function: @escaping @Sendable ([Double]) -> Double
  ) {
    self.name = name
    self.primitive = primitive
    self.shapes = shapes
    self.domains = domains
    self.hasTrueSlope = hasTrueSlope
    self.body = body
    oracle = { Naive.elementwise($0, function) }
    self.function = function
    self.special = special
  }

  /// A function of one operand's elements.
  static func unary(
    _ name: String, of primitive: any Primitive.Type, in domain: ClosedRange<Double> = -2...2,
    hasTrueSlope: Bool = true, special: [Special] = [], _ body: @escaping @Sendable (Variable) -> Variable,
    _ function: @escaping @Sendable (Double) -> Double
  ) -> Row {
    Row(
      elementwise: name, of: primitive, [[2, 3]], in: [domain], hasTrueSlope: hasTrueSlope, special: special,
      { body($0[0]) }, { function($0[0]) })
  }

  /// A function of two operands' elements, in all the ways to broadcast.
  static func binary(
    _ name: String, of primitive: any Primitive.Type, in left: ClosedRange<Double> = -2...2,
    _ right: ClosedRange<Double> = -2...2, special: [Special] = [],
    _ body: @escaping @Sendable (Variable, Variable) -> Variable,
    _ function: @escaping @Sendable (Double, Double) -> Double
  ) -> [Row] {
    let shapes: [[Shape]] = [
      [[2, 3], [2, 3]], [[], [3]], [[2, 3], []], [[2, 1, 2], [3, 1]], [[2], [2, 2]],
    ]
    return shapes.map {
      Row(
        elementwise: name, of: primitive, $0, in: [left, right], hasTrueSlope: true, special: special,
        { body($0[0], $0[1]) }, { function($0[0], $0[1]) })
    }
  }

  /// A function of three operands' elements.
  static func ternary(
    _ name: String, of primitive: any Primitive.Type, special: [Special] = [],
    _ body: @escaping @Sendable (Variable, Variable, Variable) -> Variable,
    _ function: @escaping @Sendable (Double, Double, Double) -> Double
  ) -> [Row] {
    let shapes: [[Shape]] = [[[2, 3], [2, 3], [2, 3]], [[2, 1], [3], []], [[], [2], [2]]]
    return shapes.map {
      Row(
        elementwise: name, of: primitive, $0, in: $0.map { _ in -2...2 }, hasTrueSlope: true,
        special: special,
        { body($0[0], $0[1], $0[2]) }, { function($0[0], $0[1], $0[2]) })
    }
  }

  func program() throws -> Program { try Program(inputs: shapes) { [body($0)] } }

  /// Operands to evaluate at.
  func point(seed: Int) -> [Tensor<Double>] {
    var draws = Draws(seed: seed)
    return draws.spread(shapes, in: domains)
  }
}
