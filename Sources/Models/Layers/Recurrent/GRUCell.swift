// SPDX-License-Identifier: Apache-2.0
public import Autodiff
internal import Tensors

/// A gated recurrent unit. The gates in `input`, `[3·units, features]`, `recurrent`, `[3·units, units]`, and the biases of
/// both, `bias` and `recurrentBias`, `[3·units]`, are in the order reset, update, new, as PyTorch has them; the reset gate
/// is applied after the recurrent product.
///
/// Cho et al., Learning phrase representations using RNN encoder-decoder, EMNLP 2014.
public struct GRUCell: RecurrentCell {
  public let units: Int
  public var stateCount: Int { 1 }

  /// A cell of a number of units.
  public init(_ units: Int) { self.units = units }

  public func step(_ x: Variable, _ state: [Variable], _ parameters: ParameterScope) -> [Variable] {
    let (h, rows) = (state[0], 3 * units)
    let own = matmul(parameters("input", [rows, x.shape[0]]), x) + parameters("bias", [rows])
    let recurrent =
      matmul(parameters("recurrent", [rows, units], .orthogonal()), h)
      + parameters("recurrentBias", [rows])
    func gate(_ number: Int, of all: Variable) -> Variable { all[number * units..<(number + 1) * units] }
    let reset = sigmoid(gate(0, of: own) + gate(0, of: recurrent))
    let update = sigmoid(gate(1, of: own) + gate(1, of: recurrent))
    let candidate = tanh(gate(2, of: own) + reset * gate(2, of: recurrent))
    return [candidate + update * (h - candidate)]
  }
}

/// A recurrent layer of gated units.
public typealias GRU = Recurrent<GRUCell>

extension GRU {
  /// A layer of a number of units.
  public init(_ units: Int, returning outputs: Outputs = .last) {
    self.init(GRUCell(units), returning: outputs)
  }
}
