// SPDX-License-Identifier: Apache-2.0
public import Autodiff
internal import Tensors

/// One step of a recurrent layer.
public protocol RecurrentCell: Sendable {
  /// The length of the output of a step.
  var units: Int { get }
  /// The number of vectors of length `units` that are carried from step to step; the first is the output.
  var stateCount: Int { get }
  /// Records a step: the new state from an input `[features]` and the old state. Each step declares the same parameters.
  func step(_ x: Variable, _ state: [Variable], _ parameters: ParameterScope) -> [Variable]
}

/// A cell applied along a sequence `[time, features]`, from a state of zeros, one step recorded for each time. The output
/// is the last one, `[units]`, or all, `[time, units]`.
public struct Recurrent<Cell: RecurrentCell>: Layer {
  /// Which outputs are returned.
  public enum Outputs: Hashable, Sendable {
    /// That of the last step, `[units]`.
    case last
    /// Those of all steps, `[time, units]`.
    case all
  }

  /// What runs at each step.
  public let cell: Cell
  /// Which outputs are returned.
  public let outputs: Outputs

  /// A cell, and which of its outputs are wanted.
  public init(_ cell: Cell, returning outputs: Outputs = .last) {
    self.cell = cell
    self.outputs = outputs
  }

  public func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
    guard x.rank == 2, x.shape[0] > 0 else {
      return parameters.refuse(x, "a sequence [time, features] of at least one step is needed")
    }
    guard cell.units > 0 else { return parameters.refuse(x, "\(cell.units) units are none") }
    var state = (0..<cell.stateCount).map { _ in Variable(Tensor<Double>.zeros([cell.units])) }
    var all: [Variable] = []
    for time in 0..<x.shape[0] {
      state = cell.step(x[time], state, parameters)
      all.append(state[0])
    }
    return outputs == .all ? stack(all) : state[0]
  }
}

extension RecurrentCell {
  /// `W·x + U·h + b` for a number of gates: parameters `input`, `[gates·units, features]`, `recurrent`,
  /// `[gates·units, units]`, and `bias`.
  func gates(_ count: Int, _ x: Variable, _ h: Variable, _ parameters: ParameterScope) -> [Variable] {
    let rows = count * units
    let all =
      matmul(parameters("input", [rows, x.shape[0]]), x)
      + matmul(parameters("recurrent", [rows, units], .orthogonal()), h) + parameters("bias", [rows])
    return (0..<count).map { all[$0 * units..<($0 + 1) * units] }
  }
}
