import equelize from './sounds';

customElements.define('play-list', class extends HTMLElement {});
