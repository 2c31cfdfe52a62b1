// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The Jacobian of the spirals' 800 residuals by 127 parameters, and the residuals, as least squares compute them.
struct ResidualJacobian: Benchmark {
  let name = "jacobian"
  let summary = "the Jacobian, 800 x 127, of the spirals' network, residuals included"

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let spirals = try SpiralsData()
    let programs = try ResidualPrograms(predicting: spirals.model.program)
    let (jacobian, residuals) = (
      try spirals.executable(programs, .jacobian), try spirals.executable(programs, .residuals)
    )
    let hand = SpiralsByHand(spirals)
    hand.runJacobian()
    jacobian.run()
    try Disagreement.check(name, jacobian.output(1).scalars, hand.jacobian)
    try Disagreement.check(name, jacobian.output(0).scalars, hand.residuals)

    let run = {
      try jacobian.setInput(0, to: spirals.start)
      jacobian.run()
    }
    let forward = {
      try residuals.setInput(0, to: spirals.start)
      residuals.run()
    }
    let times = try sampler.medians([run, forward, hand.runJacobian])
    var result = BenchmarkResult(name)
    result.median = times[0]
    result.medianTarget = 40
    result.forward = times[1]
    result.floor = (times[2], "residuals and Jacobian fused by hand in C", nil)
    result.allocationsPerRun = try sampler.allocations(run)
    return result
  }
}
