/**
 * What the classic scripts share, for readers and for `tsc --checkJs`. Nothing here runs.
 * Places in a text count Unicode code points, as in the helper's contracts.
 */

interface Person {
  name: string | null;
  address: string | null;
}

interface Earlier {
  text: string;
  from: Person | null;
  received: string | null;
  mine: boolean;
}

interface Own {
  message: string | null;
  /** The words on the page, in its language. */
  received: string | null;
  text: string;
}

/** What is open; null for each value that is not surely known. */
interface Open {
  thread: string | null;
  message: string | null;
  subject: string | null;
  sender: Person;
  /** The words on the page, in its language. */
  received: string | null;
  /** The client shows but the beginning of it. */
  clipped?: boolean;
  html: string | null;
  /** Without quoted replies; forwarded mail is kept. */
  text: string | null;
  /** My own address. */
  account: string | null;
  /** Written by me: nothing to answer. */
  mine: boolean;
  /** What I wrote in this thread and is shown, signature and quote left out. */
  own: Own[];
  /** Messages further up, oldest first; folded ones have no text. */
  earlier: Earlier[];
  /** The subject on the page; the chip stands by it. */
  anchor: Element | null;
}

interface Compose {
  editor: HTMLElement;
  send: HTMLElement | null;
  subject: string | null;
  recipients: Person[];
  thread: string | null;
  /** As much of the compose box as surely belongs to it. */
  root: HTMLElement;
  /** The client's own id of the draft. */
  draft: string | null;
}

interface Adapter {
  app: "gmail" | "outlook" | "practice";
  /** Where a change of words means that something else may be open. */
  signs: string;
  hosts(place: Location): boolean;
  read(doc: Document): Open | null;
  composes(doc: Document): Compose[];
  /** Cheap, and changes whenever `read` may. */
  peek(doc: Document): string | null;
}

/** Where a text node stands in a text: `at` and `length` in UTF-16 units. */
interface Piece {
  at: number;
  node: Text;
  length: number;
}

interface Part {
  text: string;
  pieces: Piece[];
}

interface Without {
  /** Subtrees to leave out. */
  skip?: string;
  /** Where the text ends. */
  stop?: string;
}

/** When it was last known to hold, and who relies on it. */
type Selector = [css: string, seen: string, by: string];

interface PageTools {
  place(): { url: string; language: string; zone: string };
  visible(element: Element): boolean;
  /** `name` is such as "gmail.subject". */
  find(scope: ParentNode, name: string, accept?: (element: HTMLElement) => boolean): HTMLElement[];
  chain(name: string): string[];
  sole<T>(all: T[]): T | null;
  only(values: (string | null | undefined)[]): string | null;
  outermost<T extends Element>(all: T[]): T[];
  clean(text: string | null | undefined): string | null;
  addresses(text: string | null | undefined): string[];
  person(text: string | null): Person;
  said(node: Node): string;
  walk(root: Element, without?: Without): Part;
  plain(root: Element, without?: Without): string;
  message(body: Element, party: string[]): string | null;
  around(app: string, editor: HTMLElement, strangers: string): { all(name: string): HTMLElement[]; send: HTMLElement | null; root: HTMLElement };
  /** How often each selector of a chain hit, for the adapter report: counts, no content. */
  hits: Record<string, number[]>;
}

/** A mail on its way: `at` is the moment Send was pressed, `text` the new part only. */
interface Held {
  id: string;
  at: string;
  text: string;
  /** What was picked to send it later: somewhere in these words is the time. Empty: at once. */
  pick: string[];
  compose: Compose;
  since: number;
  /** The other boxes that stood there as it went. */
  beside?: HTMLElement[];
  /** SentMail as in the helper's contracts, as it was at the press of Send. */
  report?: object;
}

interface Writing {
  part(editor: HTMLElement): Part;
  signature(editor: HTMLElement): string;
  range(part: Part, start: number, end: number): Range | null;
  insert(editor: HTMLElement, text: string, answer?: boolean): Promise<boolean>;
  jump(editor: HTMLElement, checked: string, start: number, end: number): boolean;
  fix(editor: HTMLElement, checked: string, start: number, end: number, text: string): Promise<boolean>;
  composing: WeakSet<Element>;
}

/** What becomes of a mail: `held` at the press of Send, then `sent` or `kept`; Undo withdraws. */
type SendingStep = "held" | "sent" | "kept" | "withdrawn";

interface Sending {
  watch(composes: () => Compose[], tell: Record<SendingStep, (held: Held) => void>): { look(): void; stop(): void };
  /** Milliseconds. */
  wait: { look: number; refused: number; undo: number };
}

/** What `watch.js` lends to a tool. */
interface Hub {
  adapter: Adapter;
  tell(message: object, tries?: number): Promise<any>;
  hurry(): void;
  open(): Open | null;
}

/** A part that comes into a page only when it is needed. */
interface Tool {
  look(composes: Compose[]): void;
  orders: Record<string, (message: any) => unknown>;
  stop(): void;
}

interface Found {
  start: number;
  end: number;
  severity: "hint" | "warning";
}

interface Aizuchi {
  page: PageTools;
  selectors: Record<string, Record<string, Selector[]>>;
  gmail: Adapter;
  outlook: Adapter;
  practice?: Adapter;
  compose: Writing;
  marks: { show(editor: HTMLElement, part: Part, findings: Found[]): void; clear(editor?: HTMLElement): void };
  chip: {
    show(subject: Element | null, label: string, level?: number | null): void;
    move(anew?: unknown): void;
    remove(): void;
    host: HTMLElement;
    overlay(tag: string, style: string): HTMLElement;
    isDark(place: Element): boolean;
  };
  sending: Sending;
  tools: Record<string, (hub: Hub) => Tool>;
  /** Ends what `watch.js` started. */
  stop?: () => void;
}

declare var aizuchi: Aizuchi;
