/// The middle one of some numbers in rising order, the upper of two: what sorting them would find, in a time that grows
/// with their number alone (C. A. R. Hoare, Algorithm 65: Find, 1961).
///
/// - Precondition: there is at least one, and none is not a number.
func median(of numbers: ArraySlice<Float>) -> Float {
    var numbers = Array(numbers)
    let middle = numbers.count / 2
    var (low, high) = (0, numbers.count - 1)
    while low < high {
        let pivot = numbers[low + (high - low) / 2]
        var (left, right) = (low, high)
        while left <= right {
            while numbers[left] < pivot { left += 1 }
            while numbers[right] > pivot { right -= 1 }
            guard left <= right else { break }
            numbers.swapAt(left, right)
            (left, right) = (left + 1, right - 1)
        }
        if middle <= right {
            high = right
        } else if middle >= left {
            low = left
        } else {
            break
        }
    }
    return numbers[middle]
}
