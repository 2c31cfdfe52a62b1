// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct DegenerateReductionTests {
  @Test("products have the right slopes where elements are 0", arguments: [2, 3, 4, 5, 7, 8, 13])
  func zeros(_ count: Int) throws {
    for seed in 0..<4 {
      var draws = Draws(seed: seed)
      var x = draws.tensor([count], in: 0.5...1.5)
      x.withMutableScalars { for _ in 0..<seed { $0[draws.below(count)] = 0 } }
      func productLeavingOut(_ left: Int...) -> Double {
        x.scalars.indices.reduce(1) { left.contains($1) ? $0 : $0 * x.scalars[$1] }
      }
      let program = try Program(inputs: [[count]]) { [product($0[0])] }
      let slopes = Tensor((0..<count).map { productLeavingOut($0) })
      #expect(try program.gradient().run([x])[0].isClose(to: slopes), "seed \(seed)")
      let curvature = Naive.tensor([count, count]) { $0[0] == $0[1] ? 0 : productLeavingOut($0[0], $0[1]) }
      #expect(try program.hessian().run([x])[0].isClose(to: curvature), "seed \(seed)")
    }
  }

  @Test("products over all axes are those of the parts") func productParts() throws {
    let x: Tensor<Double> = [[2, 0, 4], [5, 6, 7]]
    #expect(try gradient(at: x) { product($0) } == [[0, 1680, 0], [0, 0, 0]])
    #expect(try gradient(at: x) { sum(product($0, along: 1)) } == [[0, 8, 0], [42, 35, 30]])
    #expect(try gradient(at: x) { sum(product($0, along: 0)) } == [[5, 6, 7], [2, 0, 4]])
  }

  /// Functions with a point at 0, where their slopes are taken as 0.
  static let pointed: [String: @Sendable (Variable) -> Variable] = [
    "norm": { norm($0) }, "norm by hypot": { hypot($0[0], $0[1]) },
    "standardDeviation": { standardDeviation($0) },
    "standardDeviation of a sample": { standardDeviation($0, correction: 1) },
    "variance": { variance($0) },
  ]

  @Test("lengths of 0 have slope 0, to second order", arguments: pointed.keys.sorted())
  func lengthsOfZero(_ name: String) throws {
    let function = try #require(Self.pointed[name])
    let program = try Program(inputs: [[2]]) { [function($0[0])] }
    let zeros = Tensor<Double>.zeros([2])
    let (y, slopes) = try valueWithGradient(at: zeros, of: function)
    #expect(y == 0 && slopes == zeros)
    #expect(try program.jvp().run([zeros, [1, 2]])[1] == 0)
    let curvature = try program.hessian().run([zeros])[0]
    #expect(curvature.scalars.allSatisfy { $0.isFinite }, "\(curvature)")
  }

  @Test("a norm behind a choice gives zero, not NaN") func maskedNorm() throws {
    let x: Tensor<Double> = [0, 0, 5]
    let slopes = try gradient(at: x) { x in select(x[2] > 1, x[2], norm(x[..<2]) / x[0]) }
    #expect(slopes == [0, 0, 1])
  }

  @Test("of too few elements there is no variance") func corrections() {
    func message(_ body: (Variable) -> Variable) -> String? {
      #expect(throws: RecordingError.self) { try Program(inputs: [[2, 3]], named: ["x"]) { [body($0[0])] } }?
        .description
    }
    #expect(
      message { variance($0, along: 0, correction: 2, file: "App/Model.swift", line: 7) }
        == "variance(x [2, 3]): of 2 elements the correction 2.0 leaves none (App/Model.swift:7)")
    #expect(
      message { standardDeviation($0, correction: 6.5, file: "App/Model.swift", line: 8) }
        == "standardDeviation(x [2, 3]): of 6 elements the correction 6.5 leaves none (App/Model.swift:8)")
    #expect(
      message { variance($0, along: 2, file: "App/Model.swift", line: 9) }
        == "variance(x [2, 3]): axis 2 is outside -2..<2 (App/Model.swift:9)")
  }

  @Test("tensors without elements") func empty() throws {
    let program = try Program(inputs: [[0], [2, 0]]) { v in
      [
        product(v[0]), norm(v[0]), cumulativeSum(v[0]), logSoftmax(v[0]), product(v[1], along: 1),
        norm(v[1], along: 0), variance(v[1], along: 0),
      ]
    }
    let nothing = [Tensor<Double>.zeros([0]), .zeros([2, 0])]
    let y = try program.run(nothing)
    #expect(y[0] == 1 && y[1] == 0 && y[4] == [1, 1])
    #expect([2, 3, 5, 6].map { y[$0].shape } == [[0], [0], [0], [0]])
    let pulled = try program.vjp().run(nothing + program.outputShapes.map { Tensor.ones($0) })
    #expect(pulled.suffix(2) == nothing[...])
  }
}
