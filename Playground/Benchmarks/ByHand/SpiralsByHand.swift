// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The Jacobian of the spirals' residuals, and what an iteration of Levenberg-Marquardt cannot do without, by hand.
///
/// The Jacobian is stored as least squares store it, `[parameters, outputs, samples]`.
final class SpiralsByHand {
  private static let (units, parameterCount) = (25, 127)

  private let functions = VectorFunctions()
  private let samples: Int
  private let parameters: Memory<Double>
  private let inputs: Memory<Double>
  private let transposed: Memory<Double>
  private let hidden: Memory<Double>
  private let outputs: Memory<Double>
  private let network: SmallByHand

  init(_ spirals: SpiralsData) {
    samples = spirals.count
    parameters = Memory(spirals.start)
    let inputs = spirals.samples.inputs.transposed()
    self.inputs = Memory(inputs)
    transposed = Memory(Self.parameterCount * 2 * samples)
    hidden = Memory(Self.units * samples)
    outputs = Memory(2 * samples)
    network = SmallByHand(spirals.start, inputs: inputs, targets: spirals.samples.targets.transposed())
  }

  /// The Jacobian of the last run.
  var jacobian: [Double] { transposed.scalars }

  func runJacobian() {
    let m = samples
    forward()
    let (h, p, j) = (hidden.start, outputs.start, transposed.start)
    let (x0, x1) = (inputs.start, inputs.start + m)
    let w2 = parameters.start + 75
    for o in 0..<2 {
      // The slopes of output o by the two arguments of softmax.
      let (same, other) = (p + o * m, p + (1 - o) * m)
      for unit in 0..<Self.units {
        let row = h + unit * m
        let (own, cross) = (w2[o * Self.units + unit], w2[(1 - o) * Self.units + unit])
        let (byX, byY) = (j + (2 * (2 * unit) + o) * m, j + (2 * (2 * unit + 1) + o) * m)
        let byBias = j + (2 * (50 + unit) + o) * m
        let (bySame, byOther) = (
          j + (2 * (75 + o * Self.units + unit) + o) * m, j + (2 * (75 + (1 - o) * Self.units + unit) + o) * m
        )
        for s in 0..<m {
          let slope = same[s] * other[s]
          let g = slope * (own - cross) * row[s] * (1 - row[s])
          byX[s] = g * x0[s]
          byY[s] = g * x1[s]
          byBias[s] = g
          bySame[s] = slope * row[s]
          byOther[s] = -slope * row[s]
        }
      }
      for s in 0..<m {
        let slope = same[s] * other[s]
        j[(2 * (125 + o) + o) * m + s] = slope
        j[(2 * (125 + 1 - o) + o) * m + s] = -slope
      }
    }
  }

  /// `JᵀJ`, `Jᵀr` aside, of the Jacobian of the last run; a factorisation and solution; and one forward.
  func runIteration() throws {
    var gramian = Tensor<Double>.zeros([Self.parameterCount, Self.parameterCount])
    let span = UnsafeBufferPointer(start: transposed.start, count: transposed.count).span
    try gramian.addSymmetricProduct(of: span, rows: Self.parameterCount, columns: 2 * samples)
    gramian.withMutableScalars { g in
      for i in 0..<Self.parameterCount { g[i * (Self.parameterCount + 1)] += 1 }
    }
    _ = try Cholesky(gramian).solution(of: .ones([Self.parameterCount]))
    network.runForward()
  }

  /// `H` and the outputs `p` of all samples.
  private func forward() {
    let m = samples
    let (w1, b1) = (parameters.start, parameters.start + 50)
    let (w2, b2) = (parameters.start + 75, parameters.start + 125)
    let (h, p) = (hidden.start, outputs.start)
    let (x0, x1) = (inputs.start, inputs.start + m)
    for unit in 0..<Self.units {
      let row = h + unit * m
      let (u, v, b) = (w1[2 * unit], w1[2 * unit + 1], b1[unit])
      for s in 0..<m { row[s] = u * x0[s] + v * x1[s] + b }
    }
    functions.sigmoid(h, count: Self.units * m)
    Product(2, m, inner: Self.units).run(w2, h, into: p)
    for s in 0..<m {
      p[s] += b2[0]
      p[m + s] += b2[1]
      let largest = max(p[s], p[m + s])
      p[s] -= largest
      p[m + s] -= largest
    }
    functions.exp(p, count: 2 * m)
    for s in 0..<m {
      let scale = 1 / (p[s] + p[m + s])
      p[s] *= scale
      p[m + s] *= scale
    }
  }
}
