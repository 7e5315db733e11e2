// Times Porcupine on its own corpus, in the form of dev.assay.checker.speed.CorpusSpeed: each file
// the median of 5, in memory, after a warm-up; with "unpartitioned" also c10 as one object, which takes
// minutes, once. Run it by hand, where the Go module proxy is reached:
//
//	cd checker/src/test/porcupine && go run . CORPORA/porcupine
package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"time"

	"github.com/anishathalye/porcupine"
)

const runs = 5

// missing is the value of a register before the first write.
const missing = -1 << 40

type asked struct {
	f        string
	key      string
	from, to int
	text     string
}

type answered struct {
	unknown bool
	refused bool
	value   int
	text    string
}

func register() porcupine.Model {
	return porcupine.Model{
		Init: func() interface{} { return missing },
		Step: func(state, input, output interface{}) (bool, interface{}) {
			now, in, out := state.(int), input.(asked), output.(answered)
			switch in.f {
			case "read":
				return out.unknown || out.value == now, now
			case "write":
				return true, in.to
			default:
				same := in.from == now
				next := now
				if same {
					next = in.to
				}
				return out.unknown || same != out.refused, next
			}
		},
	}
}

func oneString() porcupine.Model {
	return porcupine.Model{
		PartitionEvent: byKey,
		Init:           func() interface{} { return "" },
		Step: func(state, input, output interface{}) (bool, interface{}) {
			now, in := state.(string), input.(asked)
			switch in.f {
			case "get":
				return output.(answered).text == now, now
			case "put":
				return true, in.text
			default:
				return true, now + in.text
			}
		},
	}
}

func allStrings() porcupine.Model {
	return porcupine.Model{
		Init: func() interface{} { return map[string]string{} },
		Step: func(state, input, output interface{}) (bool, interface{}) {
			now, in := state.(map[string]string), input.(asked)
			if in.f == "get" {
				return output.(answered).text == now[in.key], now
			}
			next := make(map[string]string, len(now)+1)
			for key, text := range now {
				next[key] = text
			}
			if in.f == "put" {
				next[in.key] = in.text
			} else {
				next[in.key] += in.text
			}
			return true, next
		},
		Equal: func(a, b interface{}) bool {
			one, other := a.(map[string]string), b.(map[string]string)
			if len(one) != len(other) {
				return false
			}
			for key, text := range one {
				if other[key] != text {
					return false
				}
			}
			return true
		},
	}
}

func byKey(history []porcupine.Event) [][]porcupine.Event {
	parts := map[string][]porcupine.Event{}
	keys := map[int]string{}
	for _, event := range history {
		if event.Kind == porcupine.CallEvent {
			keys[event.Id] = event.Value.(asked).key
		}
		key := keys[event.Id]
		parts[key] = append(parts[key], event)
	}
	var all [][]porcupine.Event
	for _, part := range parts {
		all = append(all, part)
	}
	return all
}

var logLine = regexp.MustCompile(`^INFO\s+jepsen\.util\s+-\s+(\d+)\s+:(\w+)\s+:(\w+)\s+(.*\S)\s*$`)
var kvLine = regexp.MustCompile(`^\{:process (\d+), :type :(\w+), :f :(\w+), :key "(.*)", :value (?:nil|"(.*)")\}$`)
var numbers = regexp.MustCompile(`\d+`)

func events(file string) []porcupine.Event {
	in, err := os.Open(file)
	if err != nil {
		panic(err)
	}
	defer in.Close()
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 1<<20), 1<<20)
	var all []porcupine.Event
	open := map[int]int{}
	next := 0
	for lines.Scan() {
		fields := logLine.FindStringSubmatch(lines.Text())
		kv := fields == nil
		if kv {
			fields = kvLine.FindStringSubmatch(lines.Text())
		}
		if fields == nil {
			continue
		}
		process, _ := strconv.Atoi(fields[1])
		var in asked
		var out answered
		if kv {
			in = asked{f: fields[3], key: fields[4], text: fields[5]}
			out = answered{text: fields[5]}
		} else {
			in, out = logFields(fields)
		}
		switch fields[2] {
		case "invoke":
			all = append(all, porcupine.Event{ClientId: process, Kind: porcupine.CallEvent, Value: in, Id: next})
			open[process] = next
			next++
		case "ok", "fail":
			all = append(all, porcupine.Event{ClientId: process, Kind: porcupine.ReturnEvent, Value: out, Id: open[process]})
			delete(open, process)
		}
	}
	for process, id := range open { // unknown ones return at the end
		all = append(all, porcupine.Event{ClientId: process, Kind: porcupine.ReturnEvent, Value: answered{unknown: true}, Id: id})
	}
	return all
}

func logFields(fields []string) (asked, answered) {
	in := asked{f: fields[3]}
	out := answered{unknown: fields[4] == ":timed-out", refused: fields[2] == "fail", value: missing}
	found := numbers.FindAllString(fields[4], 2)
	if len(found) > 0 {
		in.from, _ = strconv.Atoi(found[0])
		in.to, _ = strconv.Atoi(found[len(found)-1])
		out.value = in.to
	}
	return in, out
}

func check(name string, model porcupine.Model, history []porcupine.Event, runs int) float64 {
	var millis []float64
	ok := false
	for run := 0; run < runs; run++ {
		start := time.Now()
		ok = porcupine.CheckEvents(model, history)
		millis = append(millis, float64(time.Since(start).Nanoseconds())/1e6)
	}
	sort.Float64s(millis)
	fmt.Printf("%-28s %-8v %9.3f ms\n", name, ok, millis[runs/2])
	return millis[runs/2]
}

// How many files were checked, and the sum of their medians.
func checkAll(pattern string, model porcupine.Model) (int, float64) {
	files, _ := filepath.Glob(pattern)
	checked, total := 0, 0.0
	for _, file := range files {
		if history := events(file); len(history) > 0 {
			total += check(filepath.Base(file), model, history, runs)
			checked++
		}
	}
	return checked, total
}

func main() {
	corpus := os.Args[1]
	files, etcd := checkAll(filepath.Join(corpus, "etcd", "*.log"), register())
	fmt.Printf("etcd, %d files: %.3f ms\n", files, etcd)
	_, kv := checkAll(filepath.Join(corpus, "kv", "*.txt"), oneString())
	fmt.Printf("etcd and kv: %.3f ms\n", etcd+kv)
	if len(os.Args) > 2 && os.Args[2] == "unpartitioned" {
		for _, name := range []string{"c10-ok.txt", "c10-bad.txt"} {
			check(name+" unpartitioned", allStrings(), events(filepath.Join(corpus, "kv", name)), 1)
		}
	}
}
