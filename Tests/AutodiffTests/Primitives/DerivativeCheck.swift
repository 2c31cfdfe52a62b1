// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport

/// The two checks of a program's derivatives: of its directions against each other, and against differences.
struct DerivativeCheck {
  private let value: FlatProgram<Double>
  private let pullback: FlatProgram<Double>
  private let pushforward: FlatProgram<Double>

  struct Gaps {
    /// |⟨w, J·v⟩ - ⟨Jᵀ·w, v⟩| in ulps of Σ |wᵢ·Jᵢⱼ·vⱼ|: rounding alone.
    var adjoint = 0.0
    /// The largest |J·v - difference|, relative to the greater of 1 and the largest value or derivative.
    var difference = 0.0
  }

  init(_ program: Program) throws {
    value = FlatProgram(program)
    pullback = FlatProgram(try program.vjp())
    pushforward = FlatProgram(try program.jvp())
  }

  func gaps(at x: [Double], _ draws: inout Draws) throws -> Gaps {
    let y = try value(x)
    let v = x.map { _ in draws.number() }
    let w = y.map { _ in draws.number() }
    func tangent(_ v: [Double]) throws -> [Double] { Array(try pushforward(x + v).dropFirst(y.count)) }
    let (jv, jtw) = (try tangent(v), Array(try pullback(x + w).dropFirst(y.count)))

    var gaps = Gaps()
    let gap = (zip(w, jv).reduce(0) { $0 + $1.0 * $1.1 } - zip(jtw, v).reduce(0) { $0 + $1.0 * $1.1 })
      .magnitude
    var scale = 0.0
    for j in x.indices {
      let column = try tangent(x.indices.map { $0 == j ? 1 : 0 })
      scale += zip(w, column).reduce(0) { $0 + ($1.0 * $1.1 * v[j]).magnitude }
    }
    gaps.adjoint = gap == 0 ? 0 : gap / (scale * .ulpOfOne)

    let differences = try difference(step: 0.01) { step in try value(zip(x, v).map { $0 + step * $1 }) }
    let largest = (y + jv).reduce(1) { Swift.max($0, $1.magnitude) }
    gaps.difference = Tensor(jv).distance(to: Tensor(differences)) / largest
    return gaps
  }
}
