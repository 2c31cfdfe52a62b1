// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// `h' = tanh(W·x + U·h + b)`. Elman, Finding structure in time, 1990.
public struct SimpleCell: RecurrentCell {
  public let units: Int
  public var stateCount: Int { 1 }

  /// A cell of a number of units.
  public init(_ units: Int) { self.units = units }

  public func step(_ x: Variable, _ state: [Variable], _ parameters: ParameterScope) -> [Variable] {
    [tanh(gates(1, x, state[0], parameters)[0])]
  }
}

/// A recurrent layer of simple cells.
public typealias RNN = Recurrent<SimpleCell>

extension RNN {
  /// A layer of a number of units.
  public init(_ units: Int, returning outputs: Outputs = .last) {
    self.init(SimpleCell(units), returning: outputs)
  }
}
