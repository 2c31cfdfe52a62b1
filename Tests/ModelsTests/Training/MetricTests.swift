// SPDX-License-Identifier: Apache-2.0
import Models
import Tensors
import Testing

@Suite struct MetricTests {
  @Test("figures by hand")
  func values() throws {
    // The targets' mean is 3; the differences are 1, -1, 0 and 2.
    let (outputs, targets): (Tensor<Double>, Tensor<Double>) = ([2, 1, 3, 8], [1, 2, 3, 6])
    #expect(try Metric.rootMeanSquaredError.evaluate(outputs, targets) == 1.5.squareRoot())
    #expect(try Metric.meanAbsoluteError.evaluate(outputs, targets) == 1)
    #expect(try abs(Metric.rSquared.evaluate(outputs, targets) - (1 - 6.0 / 14)) < 1e-15)
    #expect(try Metric.rSquared.evaluate(targets, targets) == 1)
    #expect(try Metric.rSquared.evaluate(Tensor(repeating: 3, shape: [4]), targets) == 0)
  }

  @Test("classes by numbers and by rows")
  func classes() throws {
    let outputs: Tensor<Double> = [[1, 2, 0], [3, 2, 1], [0, 1, 5], [9, 8, 7]]
    #expect(try Metric.accuracy.evaluate(outputs, [1, 0, 2, 1]) == 0.75)
    #expect(try Metric.accuracy.evaluate(outputs, [[0, 1, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1]]) == 0.5)
    #expect(try Metric.binaryAccuracy.evaluate([2, -1, 0, 3, -0.5], [1, 0, 0, 0, 1]) == 0.6)
  }

  @Test("no samples are no failure")
  func empty() throws {
    for metric in [Metric.rootMeanSquaredError, .meanAbsoluteError, .binaryAccuracy] {
      #expect(try metric.evaluate(.zeros([0]), .zeros([0])) == 0)
    }
  }
}
