// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let adamStep = Teaching(
    Exercises.adamStep, solution: CourseTeacher.adamStep,
    wrong: [
      WrongAnswer("no correction of the bias", .noBiasCorrection) { g, rate, state in
        step(g, rate, &state) { mean, square, _ in (mean, square.squareRoot()) }
      },
      WrongAnswer("corrects the mean only", .noBiasCorrection) { g, rate, state in
        step(g, rate, &state) { mean, square, t in (mean / (1 - pow(0.9, t)), square.squareRoot()) }
      },
      WrongAnswer("counts from 0", .countOffByOne) { g, rate, state in
        step(g, rate, &state) { mean, square, t in
          (mean / (1 - pow(0.9, t - 1)), (square / (1 - pow(0.999, t - 1))).squareRoot())
        }
      },
      WrongAnswer("does not keep the state", .stateNotKept) { g, rate, state in
        var copy = state
        return step(g, rate, &copy, corrected)
      },
      WrongAnswer("keeps the means but not the count", .stateNotKept) { g, rate, state in
        let result = step(g, rate, &state, corrected)
        state.count = 0
        return result
      },
      WrongAnswer("goes up the hill", .uphill) { g, rate, state in step(g, -rate, &state, corrected) },
      WrongAnswer("forgets the root", .missingRoot) { g, rate, state in
        step(g, rate, &state) { mean, square, t in (mean / (1 - pow(0.9, t)), square / (1 - pow(0.999, t))) }
      },
      WrongAnswer("exchanges the rates", .ratesExchanged) { g, rate, state in
        step(g, rate, &state, rates: (0.999, 0.9)) { mean, square, t in
          (mean / (1 - pow(0.999, t)), (square / (1 - pow(0.9, t))).squareRoot())
        }
      },
      WrongAnswer("exchanges the weights of old and new", .weightsExchanged) { g, rate, state in
        step(g, rate, &state, rates: (0.1, 0.001), corrected)
      },
    ])
}

@Sendable private func corrected(_ mean: Double, _ square: Double, _ t: Double) -> (Double, Double) {
  (mean / (1 - pow(0.9, t)), (square / (1 - pow(0.999, t))).squareRoot())
}

/// A step of Adam; `parts` makes the numerator and the denominator from the running means and the count.
private func step(
  _ gradient: [Double], _ rate: Double, _ state: inout AdamState, rates: (Double, Double) = (0.9, 0.999),
  _ parts: (_ mean: Double, _ square: Double, _ count: Double) -> (Double, Double)
) -> [Double] {
  state.count += 1
  return gradient.indices.map { i in
    state.mean[i] = rates.0 * state.mean[i] + (1 - rates.0) * gradient[i]
    state.square[i] = rates.1 * state.square[i] + (1 - rates.1) * gradient[i] * gradient[i]
    let (mean, root) = parts(state.mean[i], state.square[i], Double(state.count))
    return -rate * mean / (root + 1e-8)
  }
}
