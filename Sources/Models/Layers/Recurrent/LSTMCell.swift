// SPDX-License-Identifier: Apache-2.0
public import Autodiff

/// Long short-term memory: a state that gates let in, let go and let out. The gates in `input`, `recurrent` and `bias` are
/// in the order input, forget, cell, output, as PyTorch has them.
///
/// Hochreiter and Schmidhuber, Long short-term memory, 1997; with the forget gate of Gers et al., 2000.
public struct LSTMCell: RecurrentCell {
  public let units: Int
  public var stateCount: Int { 2 }

  /// A cell of a number of units.
  public init(_ units: Int) { self.units = units }

  public func step(_ x: Variable, _ state: [Variable], _ parameters: ParameterScope) -> [Variable] {
    let gates = gates(4, x, state[0], parameters)
    let memory = sigmoid(gates[1]) * state[1] + sigmoid(gates[0]) * tanh(gates[2])
    return [sigmoid(gates[3]) * tanh(memory), memory]
  }
}

/// A recurrent layer of long short-term memory.
public typealias LSTM = Recurrent<LSTMCell>

extension LSTM {
  /// A layer of a number of units.
  public init(_ units: Int, returning outputs: Outputs = .last) {
    self.init(LSTMCell(units), returning: outputs)
  }
}
