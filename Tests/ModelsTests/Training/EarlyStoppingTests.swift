// SPDX-License-Identifier: Apache-2.0
import Models
import Optimization
import Tensors
import Testing

@Test(
  "early stopping keeps the best and ends after its patience",
  arguments: [
    ([3, 2, 2.5, 2, 1, 1, 1, 1, 0], 7, 4),
    ([3, 4, 5, 6, 1], 3, 0),
    ([.nan, 2, .nan, .infinity, .nan, 1], 4, 1),
    ([.nan, .nan, .nan], 2, nil),
  ] as [([Double], Int, Int?)])
func earlyStopping(errors: [Double], end: Int, best: Int?) {
  var stopping = EarlyStopping(patience: 3)
  let last = errors.indices.first {
    stopping.observe([Tensor(Double($0))], validationLoss: errors[$0]) == .stop
  }
  #expect(last == end)
  #expect(stopping.best == best.map { [Tensor(Double($0))] })
}
