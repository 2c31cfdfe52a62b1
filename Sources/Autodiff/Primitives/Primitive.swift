// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// An operation on tensors, with everything that is known of it side by side: its shape rule, how it runs, its
/// derivatives in both directions, its batching rule, its kinks and how it prints.
///
/// The built-in operations conform to this protocol, one file each beside this one, and so can a user's.
/// An elementwise operation conforms to `UnaryElementwise`, `BinaryElementwise` or `TernaryElementwise` and states
/// only its value and slopes; a linear one conforms to `LinearPrimitive` and states no pushforward.
///
/// Derivative rules record operations themselves, so that they can be differentiated, batched and printed again.
/// A conforming type is a value: its attributes (axes, a target shape) are its stored properties, its operands are
/// not.
public protocol Primitive: Sendable {
  /// The name, as the function that records it is called.
  var name: String { get }

  /// Itself, when it works element by element; `nil` otherwise. Not for a conforming type to state.
  var elementwise: (any ElementwisePrimitive)? { get }

  /// The shape of the result.
  ///
  /// - Throws: `ShapeError` with the reason when the operands do not fit.
  func shape(of operands: [Shape]) throws(ShapeError) -> Shape

  /// How the operation runs on operands of the given shapes.
  func lowering(of operands: [Shape], to result: Shape) -> Lowering

  /// Which elements of the `i`-th operand each element of the result may depend on, as far as derivatives are concerned.
  ///
  /// Asked where the lowering is a custom one, for the sparsity of Jacobians; the others say it themselves.
  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency

  /// Adds to the cotangent of each operand its share `Jᵢᵀ·gy`.
  ///
  /// The terms added are linear in `gy`.
  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents)

  /// The tangent of the result, `Σᵢ Jᵢ·dxᵢ`, or `nil` for zero. A tangent that is `nil` is zero; not all are.
  ///
  /// When a type does not state it, it is derived from the pullback, as the transpose of the transpose.
  func pushforward(of dx: [Variable?], at site: Application) -> Variable?

  /// The same operation applied to each sample of a batch; the samples lie along a new last axis of the operands
  /// that are batched, and of the result.
  func batched(_ batch: Batch) -> Variable

  /// The quantities whose signs are the decisions that this operation takes: where one is 0 it has a kink.
  func decisions(at site: Application) -> [Variable]

  /// The operation written with its operands, each already in parentheses where it needs them.
  func notation(of operands: [String], in style: NotationStyle) -> String
}

/// How formulas are written.
public enum NotationStyle: Sendable, Hashable, CaseIterable {
  /// Plain text: `a * b`.
  case text
  /// LaTeX, for mathematics mode: `a \odot b`.
  case latex
}

extension Primitive {
  public var elementwise: (any ElementwisePrimitive)? { nil }

  public func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency { .all }

  public func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    transposedPullback(of: dx, at: site)
  }

  public func decisions(at site: Application) -> [Variable] { [] }

  public func notation(of operands: [String], in style: NotationStyle) -> String {
    let arguments = operands.joined(separator: ", ")
    return switch style {
    case .text: "\(name)(\(arguments))"
    case .latex: "\\operatorname{\(name)}\\left(\(arguments)\\right)"
    }
  }
}

/// An operation that is linear in all of its operands together, such as a sum or a reshape: its pushforward is the
/// operation itself.
public protocol LinearPrimitive: Primitive {}

extension LinearPrimitive {
  public func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    site.operation(
      zip(dx, site.operands).map { tangent, operand in tangent ?? Variable(0).broadcast(to: operand.shape) })
  }
}
