// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Tensors

/// Declares the parameters of a model while the model is recorded.
///
/// ```swift
/// let net = try Model(input: [6]) { p, x in
///   tanh(matmul(p("W", [3, 6]), x) + p("b", [3]))
/// }
/// ```
public final class ParameterScope {
  /// A parameter, and the input that stands for it while recording.
  struct Declaration {
    let name: String
    let shape: Shape
    let initializer: Initializer
    let variable: Variable
  }

  private let tape: Tape
  private(set) var declarations: [Declaration] = []
  /// The first mistake in a declaration.
  private(set) var error: ModelError?
  private var path: [String] = []

  init(tape: Tape) { self.tape = tape }

  /// The parameter of this name, declared by its first use. A second use shares it.
  ///
  /// - Parameters:
  ///   - name: Unique in the model; in a scope it follows the scope's name and a dot.
  ///   - shape: Its shape. A use with another shape is a mistake, which the model's initialiser throws.
  ///   - initializer: How it begins: `.glorotUniform` for matrices and zeros for the rest, if nothing is said. A
  ///     second use has no say in it.
  public func callAsFunction(_ name: String, _ shape: Shape, _ initializer: Initializer? = nil) -> Variable {
    let name = (path + [name]).joined(separator: ".")
    if let declaration = declarations.first(where: { $0.name == name }) {
      if declaration.shape != shape {
        error = error ?? .conflictingShapes(parameter: name, declaration.shape, shape)
      }
      return declaration.variable
    }
    let declaration = Declaration(
      name: name, shape: shape, initializer: initializer ?? (shape.rank > 1 ? .glorotUniform : .zeros),
      variable: tape.input(shape, named: name))
    declarations.append(declaration)
    return declaration.variable
  }

  /// Declares parameters under a common name: `weight` in the scope `hidden` is `hidden.weight`.
  public func scope<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
    path.append(name)
    defer { path.removeLast() }
    return try body()
  }
}
