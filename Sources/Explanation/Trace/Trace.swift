// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Tensors

/// What a program computes, line by line, and how its derivatives come about: the Wengert list with values, local
/// derivatives, and the adjoint of each line with every contribution to it.
///
/// Its description is a text for a terminal; `markdown` is one for documents.
public struct Trace: Sendable {
  /// A line of the list: an input, a constant array or an operation.
  public struct Row: Sendable {
    /// How the line is called: by the name that the user gave it, or `v` and its number.
    public let label: String
    /// What it is: the name of its operation, `input` or `constant`.
    public let operation: String
    /// What it does, in terms of other lines: `sin(x)`.
    public let expression: String
    /// How the lines that it reads are called.
    public let operands: [String]
    /// The shape of its value.
    public let shape: Shape
    /// Its value.
    public let value: Tensor<Double>
    /// Its derivative along the direction of the trace, when there is one.
    public internal(set) var tangent: Tensor<Double>?
    /// For each operand of an operation that works element by element, the derivative of each element by that of the
    /// operand; `nil` where the operation does more.
    public internal(set) var localDerivatives: [Tensor<Double>?] = []
    /// The derivative of the outputs, weighted by the cotangents, by the elements of the value. `nil` when they do not
    /// depend on them.
    public internal(set) var adjoint: Tensor<Double>?
    /// What the adjoint is the sum of, in the order in which the reverse sweep adds it up.
    public internal(set) var contributions: [Contribution] = []
    /// Where the call stands that recorded the line, for the calls that say.
    public let location: SourceLocation?
  }

  /// A part of an adjoint.
  public struct Contribution: Sendable {
    /// The line that reads the variable, by its label; `nil` for the cotangent that the sweep begins with.
    public let reader: String?
    /// Which of the reader's operands the variable is, when it is several.
    public let operand: Int
    /// The part.
    public let value: Tensor<Double>
  }

  /// The lines, in the order of execution.
  public internal(set) var rows: [Row]
  /// The places of the outputs among the rows.
  public let outputs: [Int]

  /// The row called `label`.
  public subscript(label: String) -> Row? { rows.first { $0.label == label } }
}

/// Records a function at a point and traces it: its operations with their values, and how its derivative comes about in
/// the reverse sweep.
///
/// ```swift
/// print(try explain(at: [1.2, 0.5]) { x in x[0] * sin(x[1]) })
/// ```
/// - Parameters:
///   - x: Where, and what the trace calls `x`.
///   - direction: A direction to trace forward derivatives along, too; of the shape of `x`.
/// - Throws: `RecordingError` for a mistake in `function`, `TraceError` when it does not return a single number.
/// - Complexity: O(number of operations), with a small program planned for each.
public func explain(
  at x: Tensor<Double>, along direction: Tensor<Double>? = nil, of function: (Variable) throws -> Variable
) throws -> Trace {
  try Program(at: [x], named: ["x"]) { [try function($0[0])] }
    .trace(at: [x], along: direction.map { [$0] })
}

extension Program {
  /// Traces the program at a point.
  ///
  /// - Parameters:
  ///   - inputs: A value for each input.
  ///   - cotangents: A weight for each element of each output, which the reverse sweep begins with; `nil` for 1, when the
  ///     only output is a single number.
  ///   - directions: A direction for each input to trace forward derivatives along, too.
  /// - Throws: `ShapeError` when a tensor does not fit, `TraceError` when cotangents are missing.
  /// - Complexity: O(number of operations), with a small program planned for each.
  public func trace(
    at inputs: [Tensor<Double>], seeding cotangents: [Tensor<Double>]? = nil,
    along directions: [Tensor<Double>]? = nil
  ) throws -> Trace {
    try Tracer(self, at: inputs).trace(seeding: cotangents, along: directions)
  }
}
