// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Tensors

/// How the gradient of a function comes about, in matrix notation and with the user's names: the function, the adjoints
/// that the chain rule goes through, and the gradient in terms of them.
///
/// The formulas are those of the rules by which the toolkit differentiates, simplified. Elementwise operations (`⊙`,
/// powers, functions) broadcast as NumPy's do; in products without a sign a vector is a column. Positions count from 0.
///
/// Its description is plain text; ``latex`` and ``html(title:)`` are for documents, ``section(title:)`` for a ``Report``.
public struct Derivation: Sendable {
  /// A quantity and the formula that it is defined by.
  public struct Equation: Sendable {
    /// The quantity, by the name that other formulas use: `H̄*`, or `∂f/∂W3`.
    public let name: String
    /// The shape of its value.
    public let shape: Shape
    /// The formula.
    package let expression: Expression
    /// The parts that the chain rule adds up, and through which quantity each comes; none of a quantity of the function.
    public let contributions: [Contribution]
    /// Whether the formula is one of a sample, and the quantity the sum over them.
    let isOverSamples: Bool
    /// What it is the derivative by; `nil` of a quantity of the function.
    let variable: String?
  }

  /// A part of an adjoint: what comes through one of the operations that read the variable.
  public struct Contribution: Sendable {
    /// The operation, as the function has it: `W3 H*`.
    public let reader: String
    /// The part.
    package let expression: Expression
  }

  /// A constant that formulas name.
  public struct Constant: Sendable {
    /// What formulas call it.
    public let name: String
    /// Its elements.
    public let value: Tensor<Double>
  }

  /// What the function computes, in the order of execution; the last one is its value.
  public let function: [Equation]
  /// The adjoints that are used more than once or that several operations contribute to, from the value backwards.
  public let adjoints: [Equation]
  /// The derivative by each chosen input.
  public let gradient: [Equation]
  /// Arrays that stand for themselves.
  public let constants: [Constant]
  /// The names of the inputs, in their order.
  public let inputs: [String]
  /// The shapes of the inputs.
  public let inputShapes: [Shape]
  /// The names of the inputs that differ from sample to sample; none when the formulas are not sums over samples.
  public let samples: [String]
  /// The name of the value; over samples, of the sum of their values, which are the last of ``function``.
  public let output: String
  /// The name of the weights of a value that is not a single number, which the gradient is then the pullback of.
  let cotangent: String?
  /// The program that is differentiated, and the inputs that it is differentiated by.
  let program: Program
  let chosen: [Int]

  /// The derivative by the input of a name.
  public subscript(input: String) -> Equation? { gradient.first { $0.variable == input } }
}

/// Derives the gradient of a function.
///
/// ```swift
/// let derivation = try derive(["W": [2, 3], "y": [3], "z": [2]], by: ["W"]) { v in
///   sum(pow(sigmoid(matmul(v[0], v[1])).named("ẑ") - v[2], 2))
/// }
/// print(derivation)
/// ```
/// - Parameters:
///   - inputs: The names of the inputs and their shapes.
///   - names: The inputs to differentiate by; `nil` for all but the samples.
///   - samples: Inputs that differ from sample to sample. The function is then that of one sample, and the derivatives
///     are sums over all of them, `Σₛ`.
///   - function: From the inputs to the value.
/// - Throws: `RecordingError` for a mistake in `function`, ``DerivationError`` for a name that is no input's.
/// - Complexity: O(number of operations), with a small program for each.
public func derive(
  _ inputs: KeyValuePairs<String, Shape>, by names: [String]? = nil, overSamples samples: [String] = [],
  _ function: ([Variable]) throws -> Variable
) throws -> Derivation {
  try Program(inputs: inputs.map(\.value), named: inputs.map(\.key)) { [try function($0)] }
    .derivation(by: names, overSamples: samples)
}

extension Program {
  /// The derivation of the gradient of the program's only output; of its pullback when that is not a single number.
  ///
  /// - Parameters:
  ///   - names: The inputs to differentiate by; `nil` for all but the samples.
  ///   - samples: Inputs that differ from sample to sample.
  /// - Throws: ``DerivationError`` for a name that is no input's, and for several outputs.
  /// - Complexity: O(number of operations), with a small program for each.
  public func derivation(by names: [String]? = nil, overSamples samples: [String] = []) throws -> Derivation {
    var deriver = try Deriver(self, by: names, overSamples: samples)
    return try deriver.derivation()
  }
}
