// SPDX-License-Identifier: Apache-2.0
import PlaygroundModels
internal import Testing
internal import Wengert

@testable internal import playground

// In debug builds closures and generic arithmetic allocate, which is not what is counted here.
#if DEBUG
  private let isOptimized = false
#else
  private let isOptimized = true
#endif

@Suite("allocations", .enabled(if: isOptimized))
struct AllocationsTests {
  @Test func `an array is one allocation, and arithmetic none`() {
    var kept: [Int] = []
    var sum = 0.0
    // Where allocations cannot be counted there is nothing to test.
    guard let ofArray = Allocations.count(during: { kept = Array(repeating: 1, count: 1000) }),
      let ofSum = Allocations.count(during: { for x in kept { sum += Double(x) } })
    else { return }
    #expect(ofArray == 1)
    #expect(ofSum == 0)
    #expect(sum == 1000)
  }

  @Test(
    "a repeated run allocates nothing",
    arguments: [Networks.tiny, Networks.small, Networks.medium] as [@Sendable () throws -> Model])
  func repeatedRuns(network: @Sendable () throws -> Model) throws {
    let workload = try Workload<Double>(network(), samples: 40, loss: sumOfSquares)
    #expect(try Sampler.quick.allocations(workload.runGradient) ?? 0 == 0)
    #expect(try Sampler.quick.allocations(workload.runForward) ?? 0 == 0)
  }

  @Test func `a repeated run of the cross entropy in Float allocates nothing`() throws {
    let workload = try Workload<Float>(Networks.medium(), samples: 40, loss: crossEntropy)
    #expect(try Sampler.quick.allocations(workload.runGradient) ?? 0 == 0)
  }
}
